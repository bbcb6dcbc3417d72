CREATE TABLE `auth_account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `auth_account_user` ON `auth_account` (`user_id`);--> statement-breakpoint
CREATE TABLE `auth_session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `auth_session_token_unique` ON `auth_session` (`token`);--> statement-breakpoint
CREATE INDEX `auth_session_user` ON `auth_session` (`user_id`);--> statement-breakpoint
CREATE TABLE `auth_user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `auth_user_email_unique` ON `auth_user` (`email`);--> statement-breakpoint
CREATE TABLE `auth_verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `auth_verification_identifier` ON `auth_verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `anchor` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`section` text NOT NULL,
	`start_client` integer,
	`start_clock` integer,
	`end_client` integer,
	`end_clock` integer,
	`quote` text NOT NULL,
	`prefix` text NOT NULL,
	`suffix` text NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `anchor_study` ON `anchor` (`study`,`epoch`);--> statement-breakpoint
CREATE TABLE `client_binding` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`client` integer NOT NULL,
	`voice` text NOT NULL,
	`first_seq` integer NOT NULL,
	`last_clock` integer NOT NULL,
	`server` integer NOT NULL,
	PRIMARY KEY(`study`, `epoch`, `client`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voice`) REFERENCES `voice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `confirmation` (
	`id` text PRIMARY KEY NOT NULL,
	`voice` text NOT NULL,
	`method` text NOT NULL,
	`at` integer NOT NULL,
	`language` text NOT NULL,
	`witness` text,
	`status` text NOT NULL,
	FOREIGN KEY (`voice`) REFERENCES `voice`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `doc_segment` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL,
	`at_from` integer NOT NULL,
	`at_to` integer NOT NULL,
	`counts` text NOT NULL,
	`h_end` blob NOT NULL,
	`signature` blob,
	PRIMARY KEY(`study`, `epoch`, `from_seq`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `doc_snapshot` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`upto_seq` integer NOT NULL,
	`state` blob NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`study`, `epoch`, `upto_seq`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `doc_update` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`voice` text NOT NULL,
	`conn` text,
	`at` integer NOT NULL,
	`bytes` blob,
	`salt` blob,
	`digest` blob NOT NULL,
	`h` blob NOT NULL,
	PRIMARY KEY(`study`, `epoch`, `seq`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `graveyard` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`position` integer NOT NULL,
	`voices` text NOT NULL,
	`text` text NOT NULL,
	`deleted_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`study`, `epoch`, `seq`, `position`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `graveyard_expires` ON `graveyard` (`expires_at`);--> statement-breakpoint
CREATE TABLE `override` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`seq` integer NOT NULL,
	`client` integer NOT NULL,
	`clock` integer NOT NULL,
	`len` integer NOT NULL,
	`voice` text NOT NULL,
	`moved_by` text NOT NULL,
	PRIMARY KEY(`study`, `epoch`, `seq`, `client`, `clock`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `study_epoch` (
	`study` text NOT NULL,
	`epoch` integer NOT NULL,
	`reason` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`h` blob NOT NULL,
	PRIMARY KEY(`study`, `epoch`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `voice` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`by` text NOT NULL,
	`typed_by` text,
	`sector` text,
	`mode` text NOT NULL,
	`confirmation` text,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`typed_by`) REFERENCES `participant`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `voice_study` ON `voice` (`study`);--> statement-breakpoint
CREATE TABLE `installation` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`partnership` text NOT NULL,
	`name` text NOT NULL,
	`sector` text NOT NULL,
	`subtype` text,
	FOREIGN KEY (`partnership`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `organisation_partnership` ON `organisation` (`partnership`);--> statement-breakpoint
CREATE TABLE `partnership` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `partnership_member` (
	`partnership` text NOT NULL,
	`person` text NOT NULL,
	`steward` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`partnership`, `person`),
	FOREIGN KEY (`partnership`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `partnership_member_person` ON `partnership_member` (`person`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`display_name` text NOT NULL,
	`lang` text NOT NULL,
	`auth_user` text,
	`merged_into` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`auth_user`) REFERENCES `auth_user`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_auth_user_unique` ON `person` (`auth_user`);--> statement-breakpoint
CREATE TABLE `setup_link` (
	`hash` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `participant` (
	`id` text PRIMARY KEY NOT NULL,
	`study` text NOT NULL,
	`person` text,
	`sector` text,
	`subtype` text,
	`sector_known_by` text,
	`capacity_confirmed_at` integer,
	`role` text NOT NULL,
	`public_label` text,
	`identity_mode` text NOT NULL,
	`organisation` text,
	`group_size` integer,
	`managed_by` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participant_study_person` ON `participant` (`study`,`person`);--> statement-breakpoint
CREATE INDEX `participant_person` ON `participant` (`person`);--> statement-breakpoint
CREATE TABLE `section` (
	`study` text NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	`lead` text NOT NULL,
	`editing` text NOT NULL,
	`status` text NOT NULL,
	`lang` text NOT NULL,
	`words` integer NOT NULL,
	`text_hash` blob,
	`text_seq` integer NOT NULL,
	PRIMARY KEY(`study`, `key`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `seen` (
	`person` text NOT NULL,
	`study` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`person`, `study`),
	FOREIGN KEY (`person`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `study` (
	`id` text PRIMARY KEY NOT NULL,
	`partnership` text NOT NULL,
	`title` text NOT NULL,
	`place` text NOT NULL,
	`lang` text NOT NULL,
	`template` text NOT NULL,
	`template_version` integer NOT NULL,
	`status` text NOT NULL,
	`epoch` integer NOT NULL,
	`head_seq` integer NOT NULL,
	`head_hash` blob NOT NULL,
	`event_seq` integer NOT NULL,
	`example` integer DEFAULT false NOT NULL,
	`quarantine` text,
	`disclosure_version` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`partnership`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `study_partnership` ON `study` (`partnership`);--> statement-breakpoint
CREATE INDEX `study_example` ON `study` (`example`);--> statement-breakpoint
CREATE TABLE `study_record` (
	`study` text NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`study`, `kind`, `id`),
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `event` (
	`id` text PRIMARY KEY NOT NULL,
	`partnership` text NOT NULL,
	`study` text,
	`seq` integer,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`kind` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL,
	FOREIGN KEY (`partnership`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`study`) REFERENCES `study`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_study_seq` ON `event` (`study`,`seq`);--> statement-breakpoint
CREATE INDEX `event_partnership_at` ON `event` (`partnership`,`at`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`unique_key` text NOT NULL,
	`run_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`payload` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_kind_key` ON `job` (`kind`,`unique_key`);--> statement-breakpoint
CREATE INDEX `job_run_at` ON `job` (`run_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`to_ref` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`payload` text,
	`created_at` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_until` integer,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_state_next` ON `outbox` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `outbox_created` ON `outbox` (`created_at`);