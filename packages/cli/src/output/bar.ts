const columns = 20

/** A bar with its number: `█████░░░░░  50 %` */
export function barOf(percent: number): string {
  const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * columns)
  return `${'█'.repeat(full)}${'░'.repeat(columns - full)} ${String(Math.round(percent)).padStart(3)} %`
}
