import { visit, type SelectionSetNode } from 'graphql'

/** Whether a selection has a variable of this name. */
export function isUsed(name: string, selection: SelectionSetNode): boolean {
  let used = false
  visit(selection, { Variable: node => void (used ||= node.name.value === name) })
  return used
}
