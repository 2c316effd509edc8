/** Writes JSON as Python's `json.dumps` does: ASCII only, with spaces after commas and colons. */
export declare function dumps(value: unknown): string
//# sourceMappingURL=json.d.ts.map
