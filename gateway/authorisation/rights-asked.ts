import { isAbstractType, isCompositeType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode } from 'graphql'
import { fulfils, type Rights } from './demand.ts'
import { demandedAt, type GuardedSchema } from './demanded-at.ts'

/**
 * The rights on which it depends what of an operation is answered to those who have the least of them anyway; callers
 * who have the same of them share its plan.
 */
export function rightsAskedBy(document: DocumentNode, least: Rights, guarded: GuardedSchema): readonly string[] {
  if (guarded.demands.none) return []
  const rights = new Set<string>()
  const info = new TypeInfo(guarded.schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType()
        if (!isCompositeType(parent)) return
        const types = isAbstractType(parent) ? [parent, ...guarded.schema.getPossibleTypes(parent)] : [parent]
        for (const type of types)
          for (const ways of demandedAt(type, name.value, guarded))
            if (!fulfils(least, [ways])) for (const right of ways.flat()) rights.add(right)
      },
    }),
  )
  return [...rights].toSorted()
}
