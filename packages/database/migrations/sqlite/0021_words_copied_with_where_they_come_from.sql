CREATE TABLE `owed_erasure` (
	`study` text NOT NULL,
	`voice` text NOT NULL,
	PRIMARY KEY(`study`, `voice`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice`) REFERENCES `voice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `voice` ADD `copied` text;--> statement-breakpoint
CREATE INDEX `voice_copied` ON `voice` (`copied`);--> statement-breakpoint
CREATE INDEX `voice_placed` ON `voice` (`placed`);