/** The hubs that the contract suite runs on: the last release of every line that still lives. */
export const versions = ['6.0.1', '5.5.1', '4.1.6', '3.1.1', '2.3.1', '1.5.1'] as const

/** Every hub that can be installed: constraints for it are in `constraints/`. */
export const installable: readonly string[] = [...versions, '6.0.0b2', '6.1.1']

/** A hub with the notebook server that people use, for the demo. */
export const realServersVersion = '6.0.1'

/** The program of JupyterHub's that stops servers which nobody uses. */
export const idleCullerVersion = '2.0.0'
