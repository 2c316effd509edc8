import type { Explanation } from 'jupyterhub-client'

/** The page of the docs about refusals: each as a real hub made it, and how it is explained. */
export function refusalsPage(
  told: readonly { readonly title: string; readonly explanation: Explanation }[],
  hubUrl: string,
): string {
  const sections = told.map(({ title, explanation: { cause, text } }) => {
    const shown = text.replaceAll(hubUrl, 'https://hub.example.org/')
    return `## ${title}\n\n\`${cause}\`\n\n\`\`\`text\n${shown}\n\`\`\`\n`
  })
  return `${head}\n${sections.join('\n')}`
}

const head = `# Why the hub refuses

\`await hub.explain(error)\` says why a call was answered with 403 or 404. This page is made by the tests: a real hub 6.0.1
refused each of these calls, and this is what \`text\` said. The other fields say the same for programs: \`cause\`,
\`identity\`, \`needs\`, \`holds\`, \`missing\` and \`remedy\`.
`
