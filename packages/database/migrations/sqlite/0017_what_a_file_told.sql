ALTER TABLE `export` ADD `told_by_file` text;--> statement-breakpoint
-- Nobody could sign off here, or say that a study is more than a draft: what was noted of that came with files.
UPDATE `export` SET `told_by_file` = json_object('status', `status`, 'signOffs', `sign_offs`), `status` = 'draft', `sign_offs` = 0 WHERE `status` <> 'draft' OR `sign_offs` <> 0;
