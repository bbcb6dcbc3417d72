CREATE TABLE `answer` (
	`id` text PRIMARY KEY NOT NULL,
	`thread` text NOT NULL,
	`state` text NOT NULL,
	`by` text NOT NULL,
	`sector` text,
	`outcome` text NOT NULL,
	`body` text NOT NULL,
	`reason` text,
	`changed_section` text,
	`changed_anchor` text,
	`promised_for` text,
	`kept_at` integer,
	`kept_by` text,
	`kept` text,
	`kept_reason` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`thread`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kept_by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_thread` ON `answer` (`thread`,`at`);--> statement-breakpoint
CREATE TABLE `mention` (
	`reply` text NOT NULL,
	`participant` text NOT NULL,
	PRIMARY KEY(`reply`, `participant`),
	FOREIGN KEY (`reply`) REFERENCES `reply`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mention_participant` ON `mention` (`participant`);--> statement-breakpoint
CREATE TABLE `report` (
	`id` text PRIMARY KEY NOT NULL,
	`thread` text NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	FOREIGN KEY (`thread`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`settled_by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `report_thread` ON `report` (`thread`);--> statement-breakpoint
CREATE TABLE `sent_form` (
	`study` text NOT NULL,
	`token` text NOT NULL,
	`person` text NOT NULL,
	`made` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sent_form_token` ON `sent_form` (`study`,`person`,`token`);--> statement-breakpoint
CREATE INDEX `sent_form_at` ON `sent_form` (`at`);--> statement-breakpoint
CREATE TABLE `translation` (
	`reply` text NOT NULL,
	`lang` text NOT NULL,
	`body` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`reply`, `lang`),
	FOREIGN KEY (`reply`) REFERENCES `reply`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP INDEX `reply_thread`;--> statement-breakpoint
ALTER TABLE `reply` ADD `typed_by` text REFERENCES participant(id);--> statement-breakpoint
ALTER TABLE `reply` ADD `lang` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `reply_thread` ON `reply` (`thread`,`at`);--> statement-breakpoint
DROP INDEX `thread_study`;--> statement-breakpoint
ALTER TABLE `thread` ADD `sector` text;--> statement-breakpoint
ALTER TABLE `thread` ADD `at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `thread` ADD `changed_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `thread` ADD `told_at` integer;--> statement-breakpoint
ALTER TABLE `thread` ADD `extended_at` integer;--> statement-breakpoint
ALTER TABLE `thread` ADD `extended_by` text REFERENCES participant(id);--> statement-breakpoint
ALTER TABLE `thread` ADD `extended_reason` text;--> statement-breakpoint
ALTER TABLE `thread` ADD `settled_at` integer;--> statement-breakpoint
ALTER TABLE `thread` ADD `disagreement` text;--> statement-breakpoint
ALTER TABLE `thread` ADD `resolved_by` text REFERENCES participant(id);--> statement-breakpoint
ALTER TABLE `thread` ADD `resolved_at` integer;--> statement-breakpoint
ALTER TABLE `thread` ADD `hidden_by` text REFERENCES participant(id);--> statement-breakpoint
ALTER TABLE `thread` ADD `hidden_at` integer;--> statement-breakpoint
ALTER TABLE `thread` ADD `taken_back_at` integer;--> statement-breakpoint
CREATE INDEX `thread_owner` ON `thread` (`owner`);--> statement-breakpoint
CREATE INDEX `thread_asker` ON `thread` (`asker`);--> statement-breakpoint
CREATE INDEX `thread_study` ON `thread` (`study`,`changed_at`);--> statement-breakpoint
ALTER TABLE `study` ADD `comments_open` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `thread` DROP COLUMN `outcome`;--> statement-breakpoint
ALTER TABLE `thread` DROP COLUMN `reason`;--> statement-breakpoint
ALTER TABLE `thread` DROP COLUMN `changed_anchor`;