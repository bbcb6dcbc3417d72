CREATE TABLE `file` (
	`study` text NOT NULL,
	`hash` text NOT NULL,
	`media_type` text NOT NULL,
	`length` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`added_by` text,
	`added_at` integer NOT NULL,
	`unused_since` integer,
	PRIMARY KEY(`study`, `hash`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
