CREATE TABLE `placement` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`thread` text NOT NULL,
	`reply` text NOT NULL,
	`section` text NOT NULL,
	`anchor` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reply`) REFERENCES `reply`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placement_thread` ON `placement` (`thread`);--> statement-breakpoint
CREATE INDEX `placement_study` ON `placement` (`study`);--> statement-breakpoint
CREATE TABLE `use_question` (
	`reply` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`thread` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`answered_at` integer,
	FOREIGN KEY (`reply`) REFERENCES `reply`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thread`) REFERENCES `thread`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `use_question_thread` ON `use_question` (`thread`);--> statement-breakpoint
CREATE INDEX `use_question_study` ON `use_question` (`study`);--> statement-breakpoint
ALTER TABLE `voice` ADD `placed` text;