import { localCommand } from '../../command.ts'
import * as p from '../parameters.ts'
import { shells } from './scripts.ts'

/** `jhub completion` */
export const completion = localCommand(
  {
    brief: 'Print a script for your shell that completes words of jhub',
    examples: ['jhub completion bash', 'jhub completion zsh', 'jhub completion fish'],
    more: `For bash, put this into ~/.bashrc; for zsh, into ~/.zshrc behind compinit:
  eval "$(jhub completion bash)"
  eval "$(jhub completion zsh)"
For fish, put its output into ~/.config/fish/completions/jhub.fish.`,
    positional: p.tuple({
      ...p.argument('shell', shells.join(', ')),
      proposeCompletions: () => shells,
    }),
  },
  async () => (await import('./print.ts')).print,
)
