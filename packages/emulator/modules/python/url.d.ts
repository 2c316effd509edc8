/** Writes a name as a segment of a path, as the hub does: `@` and `~` stay, and so do no other signs. */
export declare function escapePath(name: string): string
//# sourceMappingURL=url.d.ts.map
