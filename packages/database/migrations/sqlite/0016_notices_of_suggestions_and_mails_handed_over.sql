ALTER TABLE `notice` ADD `suggestion` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `handed_over_at` integer;