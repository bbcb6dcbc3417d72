CREATE TABLE `use_choice` (
	`participant` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`choice` text NOT NULL,
	`at` integer NOT NULL,
	`noted_by` text,
	PRIMARY KEY(`participant`, `subject_kind`, `subject`),
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `participant` ADD `known_as` text;