ALTER TABLE `answer` ADD `organisation` text REFERENCES organisation(id);--> statement-breakpoint
UPDATE `answer` SET `organisation` = (SELECT `participant`.`organisation` FROM `participant` WHERE `participant`.`id` = `answer`.`by`);--> statement-breakpoint
UPDATE `thread` SET `owner` = NULL WHERE `owner` = `asker`;