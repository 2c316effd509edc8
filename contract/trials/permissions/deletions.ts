import type { JupyterHub, OperationId } from 'jupyterhub-client'

/** Operations that nothing keeps from what they do, if they are let. */
export const deletions: readonly OperationId[] = ['DELETE /users/{user}', 'DELETE /groups/{group}']

/** Puts back what one of them took away. */
export async function putBack(root: JupyterHub, id: OperationId): Promise<void> {
  if (id === 'DELETE /groups/{group}') await root.groups.create('staff', { users: ['ada'] })
  else {
    await root.users.create('ada')
    await root.groups.addUsers('staff', ['ada'])
  }
}
