/**
 * Raised whenever a node, mark or attribute of the schema changes: a client with a lower number would delete what it
 * cannot parse, so the server tells it to reload instead.
 */
export const documentSchemaVersion = 3
