ALTER TABLE `person` ADD `preferences` text;--> statement-breakpoint
ALTER TABLE `study` ADD `practice_of` text REFERENCES person(id);--> statement-breakpoint
CREATE UNIQUE INDEX `study_practice_of` ON `study` (`practice_of`);