CREATE TABLE `auth_passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`public_key` text NOT NULL,
	`user_id` text NOT NULL,
	`credential_id` text NOT NULL,
	`counter` integer NOT NULL,
	`device_type` text NOT NULL,
	`backed_up` integer NOT NULL,
	`transports` text,
	`created_at` integer,
	`aaguid` text,
	FOREIGN KEY (`user_id`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `auth_passkey_user` ON `auth_passkey` (`user_id`);--> statement-breakpoint
CREATE INDEX `auth_passkey_credential` ON `auth_passkey` (`credential_id`);--> statement-breakpoint
CREATE TABLE `access_request` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`person` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_request_study_person` ON `access_request` (`study`,`person`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`kind` text NOT NULL,
	`participant` text,
	`token_hash` text NOT NULL,
	`short_code_hash` text,
	`role` text NOT NULL,
	`sector` text,
	`subtype` text,
	`max_uses` integer,
	`uses` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`participant`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_short_code` ON `invitation` (`short_code_hash`);--> statement-breakpoint
CREATE INDEX `invitation_study` ON `invitation` (`study`);--> statement-breakpoint
CREATE INDEX `invitation_participant` ON `invitation` (`participant`);--> statement-breakpoint
CREATE TABLE `move_code` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `personal_link` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `personal_link_token` ON `personal_link` (`token_hash`);--> statement-breakpoint
CREATE INDEX `personal_link_person` ON `personal_link` (`person`);--> statement-breakpoint
ALTER TABLE `auth_user` ADD `guest` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `participant` ADD `process` text;--> statement-breakpoint
ALTER TABLE `participant` ADD `disclosure_version` integer;--> statement-breakpoint
ALTER TABLE `participant` ADD `disclosed_at` integer;--> statement-breakpoint
ALTER TABLE `participant` ADD `suspended_at` integer;--> statement-breakpoint
ALTER TABLE `study` ADD `contact_name` text;--> statement-breakpoint
ALTER TABLE `study` ADD `contact_reach` text;--> statement-breakpoint
ALTER TABLE `study` ADD `archived_at` integer;