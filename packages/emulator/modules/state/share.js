/** The scopes of a share, or of a code, in order. */
export const shareScopes = ({ server, bases }) =>
  [...bases].map((base) => `${base}!server=${server.fullName}`).toSorted()
//# sourceMappingURL=share.js.map
