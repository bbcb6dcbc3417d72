CREATE TABLE `restore_point` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`section` text NOT NULL,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`by` text,
	`words` integer NOT NULL,
	`blocks` text NOT NULL,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `restore_point_section` ON `restore_point` (`study`,`section`,`at`);--> statement-breakpoint
CREATE INDEX `restore_point_at` ON `restore_point` (`at`);--> statement-breakpoint
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