const barColumns = 20

/** How far something has got, in 20 columns and the number: 27 in all. */
export function barOf(percent: number): string {
  const full = Math.round((Math.min(100, Math.max(0, percent)) / 100) * barColumns)
  return `${'█'.repeat(full)}${'░'.repeat(barColumns - full)} ${String(Math.round(percent)).padStart(3)} %`
}
