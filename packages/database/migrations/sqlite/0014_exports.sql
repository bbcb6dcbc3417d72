CREATE TABLE `export` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`format` text NOT NULL,
	`options` text NOT NULL,
	`content_hash` text NOT NULL,
	`status` text NOT NULL,
	`sign_offs` integer NOT NULL,
	`expires_at` integer,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `export_content` ON `export` (`content_hash`);--> statement-breakpoint
CREATE INDEX `export_study` ON `export` (`study`,`by`);--> statement-breakpoint
CREATE INDEX `export_expires` ON `export` (`expires_at`);--> statement-breakpoint
CREATE TABLE `exported_file` (
	`export` text NOT NULL,
	`format` text NOT NULL,
	`media_type` text NOT NULL,
	`length` integer NOT NULL,
	`sha256` text NOT NULL,
	PRIMARY KEY(`export`, `format`),
	FOREIGN KEY (`export`) REFERENCES `export`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exported_file_hash` ON `exported_file` (`sha256`);