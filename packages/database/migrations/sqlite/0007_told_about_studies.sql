CREATE TABLE `about_part` (
	`study` text NOT NULL,
	`part` text NOT NULL,
	`version` integer NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`study`, `part`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `section` ADD `status_reason` text;--> statement-breakpoint
ALTER TABLE `section` ADD `status_by` text REFERENCES participant(id);--> statement-breakpoint
ALTER TABLE `section` ADD `status_at` integer;--> statement-breakpoint
ALTER TABLE `section` ADD `owner` text REFERENCES participant(id);--> statement-breakpoint
ALTER TABLE `section` ADD `due` text;--> statement-breakpoint
ALTER TABLE `section` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `section` ADD `own_title` text;--> statement-breakpoint
ALTER TABLE `section` ADD `own_question` text;--> statement-breakpoint
ALTER TABLE `study` ADD `search_text` text;--> statement-breakpoint
UPDATE `section` SET `status` = CASE WHEN `words` > 0 THEN 'in-progress' ELSE 'not-started' END;
