/** Notes that something was used, but not more often than every half minute or so. */
export function recordUse({ clock, config }, used) {
  const now = clock.now()
  if (used.lastActivity === null || now - used.lastActivity > config.activity_resolution * 1000) {
    used.lastActivity = now
  }
}
//# sourceMappingURL=record-use.js.map
