CREATE TABLE `spelling_permit` (
	`participant` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `suggestion` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`section` text NOT NULL,
	`anchor` text,
	`kind` text NOT NULL,
	`place` text NOT NULL,
	`original` text NOT NULL,
	`proposed` text NOT NULL,
	`reason` text,
	`participant` text NOT NULL,
	`sector` text,
	`authors` text NOT NULL,
	`spelling` integer NOT NULL,
	`kept` integer DEFAULT false NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`batch` text,
	`decided_by` text,
	`decided_at` integer,
	`decided_seq` integer,
	`decision_reason` text,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `suggestion_study` ON `suggestion` (`study`,`state`,`at`);--> statement-breakpoint
CREATE INDEX `suggestion_participant` ON `suggestion` (`participant`);--> statement-breakpoint
ALTER TABLE `section` ADD `words_protected` integer DEFAULT true NOT NULL;