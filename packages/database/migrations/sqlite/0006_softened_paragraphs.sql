CREATE TABLE `paragraph_before` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`section` text NOT NULL,
	`by` text NOT NULL,
	`sector` text,
	`at` integer NOT NULL,
	`client` integer NOT NULL,
	`clock` integer NOT NULL,
	`place` integer NOT NULL,
	`block` text NOT NULL,
	`ids` text NOT NULL,
	`told` integer NOT NULL,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `paragraph_before_study` ON `paragraph_before` (`study`);--> statement-breakpoint
CREATE TABLE `softening` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`section` text NOT NULL,
	`author` text NOT NULL,
	`by` text NOT NULL,
	`by_sector` text,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`was` text NOT NULL,
	`gone` text NOT NULL,
	`lost` integer NOT NULL,
	`words` integer NOT NULL,
	`place` integer NOT NULL,
	`epoch` integer NOT NULL,
	`client` integer NOT NULL,
	`clock` integer NOT NULL,
	`state` text NOT NULL,
	`thread` text,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `softening_study` ON `softening` (`study`,`at`);--> statement-breakpoint
CREATE INDEX `softening_at` ON `softening` (`at`);--> statement-breakpoint
CREATE TABLE `words_taken` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`section` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`client` integer NOT NULL,
	`clock` integer NOT NULL,
	`len` integer NOT NULL,
	PRIMARY KEY(`study`, `epoch`, `client`, `clock`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reply` (
	`id` text PRIMARY KEY NOT NULL,
	`thread` text NOT NULL,
	`participant` text NOT NULL,
	`sector` text,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`thread`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reply_thread` ON `reply` (`thread`);--> statement-breakpoint
CREATE TABLE `thread` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`section` text,
	`anchor` text,
	`kind` text NOT NULL,
	`audience` text NOT NULL,
	`lang` text NOT NULL,
	`state` text NOT NULL,
	`asker` text NOT NULL,
	`owner` text,
	`due_at` integer,
	`outcome` text,
	`reason` text,
	`changed_anchor` text,
	`settled_by` text,
	`hidden_reason` text,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asker`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `thread_study` ON `thread` (`study`);