CREATE TABLE `imported` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`by` text NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	`format` text NOT NULL,
	`words` integer NOT NULL,
	`threads` text NOT NULL,
	`undone_at` integer,
	`undone_by` text,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imported_study` ON `imported` (`study`);