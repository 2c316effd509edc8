import type { Finding } from './try-case.ts'

/** Findings as a table, a line for each fault, and a last line that counts. */
export function tableOf(findings: readonly Finding[]): string[] {
  const columns = [...new Set(findings.map(({ operation }) => operation))]
  const rows = [...new Set(findings.map(({ row }) => row))]
  const cellOf = (row: string, column: string): string =>
    findings.find((one) => one.row === row && one.operation === column)?.cell ?? '-'
  const lines = [
    ['', ...columns],
    ...rows.map((row) => [row].concat(columns.map((column) => cellOf(row, column)))),
  ]
  const widths = ['', ...columns].map((_, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  )
  return [
    ...lines.map((line) => line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')),
    '',
    countsOf(findings),
  ].map((line) => line.trimEnd())
}

function countsOf(findings: readonly Finding[]): string {
  const count = (kind: Finding['kind']): number =>
    findings.filter((finding) => finding.kind === kind).length
  return [
    `${findings.length} cases`,
    `${count('success')} true successes`,
    `${count('error')} true errors`,
    `${count('lie')} lies`,
    `${count('hang')} hangs`,
  ].join(', ')
}
