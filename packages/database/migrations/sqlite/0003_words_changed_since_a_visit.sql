CREATE TABLE `word_change` (
	`study` text NOT NULL,
	`section` text NOT NULL,
	`after` integer NOT NULL,
	`hand` text NOT NULL,
	`of` text NOT NULL,
	`words` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`study`, `section`, `after`, `hand`, `of`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hand`) REFERENCES `voice`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`of`) REFERENCES `voice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `section` ADD `voice_words` text;--> statement-breakpoint
ALTER TABLE `seen` ADD `at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `seen` ADD `since_seq` integer;--> statement-breakpoint
ALTER TABLE `seen` ADD `since_at` integer;