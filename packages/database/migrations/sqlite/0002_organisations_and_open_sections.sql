CREATE TABLE `organisation_domain` (
	`partnership` text NOT NULL,
	`domain` text NOT NULL,
	`organisation` text NOT NULL,
	PRIMARY KEY(`partnership`, `domain`),
	FOREIGN KEY (`partnership`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `organisation` ADD `ended_at` integer;--> statement-breakpoint
ALTER TABLE `section` ADD `open_to_contributors` integer DEFAULT false NOT NULL;