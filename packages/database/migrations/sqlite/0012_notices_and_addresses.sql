CREATE TABLE `attention` (
	`participant` text PRIMARY KEY NOT NULL,
	`mode` text NOT NULL,
	`changed_at` integer NOT NULL,
	`digest_day` text,
	`digest_at` integer,
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `mail_address` (
	`person` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`token_hash` text,
	`asked_at` integer NOT NULL,
	`confirmed_at` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_address_token_hash_unique` ON `mail_address` (`token_hash`);--> statement-breakpoint
CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`participant` text NOT NULL,
	`kind` text NOT NULL,
	`thread` text,
	`by` text,
	`at` integer NOT NULL,
	`seen_at` integer,
	`mailed_at` integer,
	`unique_key` text,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notice_participant` ON `notice` (`participant`,`at`);--> statement-breakpoint
CREATE UNIQUE INDEX `notice_key` ON `notice` (`unique_key`);--> statement-breakpoint
CREATE INDEX `notice_study` ON `notice` (`study`);