/** Writes a name as a segment of a path, as the hub does: `@` and `~` stay, and so do no other signs. */
export function escapePath(name) {
  return encodeURIComponent(name)
    .replaceAll('%40', '@')
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
//# sourceMappingURL=url.js.map
