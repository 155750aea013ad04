import {
  getOperationAST,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  Kind,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql'
import { deniedCode, deniedMessage } from '../authorisation/denial.ts'
import { isDenied } from '../authorisation/denied-mark.ts'
import type { Tree } from '../execution/tree.ts'
import { planKey, type TakenNames } from '../planning/plan-names.ts'
import { collectFields, type Shape } from './collected.ts'

/** A place of the answer that can't be null and is, or that its caller may not use; the path is filled in from the inside to the outside. */
export interface Violation {
  readonly message: string
  readonly path: (string | number)[]
  /** Its code, where it is not just a null that can't be. */
  readonly extensions?: { readonly code: string }
}

/** Gives the answer in the client's shape out of what the subgraphs sent; null when null reached the root. */
export type Projection = (data: Tree, violations: Violation[]) => Tree | null

/**
 * Writes and compiles one function for an operation, with a function for each object type in it: fields by name, no
 * look at the schema, null passed upwards where a field can't be null. Undefined means: the parent must be null.
 */
export function compileProjection(
  { schema, taken }: { readonly schema: GraphQLSchema; readonly taken: TakenNames },
  document: DocumentNode,
): Projection {
  const operation = getOperationAST(document)
  if (operation == null) throw new Error('a projection is of a document with one operation')
  const root = schema.getRootType(operation.operation)
  if (root == null) throw new Error(`the schema has no ${operation.operation}`)
  const program = new Writer({ schema, document }, taken)
  return compiled(program, program.object(root, [operation.selectionSet]))
}

/** Gives the fields of a fragment, which uses no other, out of what was fetched for an object of its type. */
export function compileFragment(
  { schema, taken }: { readonly schema: GraphQLSchema; readonly taken: TakenNames },
  type: GraphQLCompositeType,
  fields: SelectionSetNode,
): Projection {
  const program = new Writer({ schema, document: { kind: Kind.DOCUMENT, definitions: [] } }, taken)
  return compiled(program, program.composite(type, type.name, [fields]))
}

function compiled(program: Writer, entry: string): Projection {
  // oxlint-disable-next-line typescript/no-implied-eval -- every name in the text is a literal written by JSON.stringify.
  const make = new Function(
    'enums',
    'prefix',
    `${program.text}\nreturn (d, e) => { const r = ${entry}(d, e); return r === undefined ? null : r }`,
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was written just now.
  return make(program.enums, prefix) as Projection
}

/** Puts a key before the paths of all violations since a count: they happened below it. */
function prefix(violations: Violation[], since: number, key: string | number): void {
  for (let index = since; index < violations.length; index++) violations[index]?.path.unshift(key)
}

const literal = (value: unknown): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

class Writer {
  text = ''
  readonly enums: ReadonlySet<string>[] = []
  readonly #shape: Shape
  readonly #taken: TakenNames
  /** Functions by type and selections: an abstract type inside another has the same ones again and again. */
  readonly #objects = new Map<string, string>()
  readonly #numbers = new Map<SelectionSetNode, number>()
  #count = 0

  constructor(shape: Shape, taken: TakenNames) {
    this.#shape = shape
    this.#taken = taken
  }

  /** Writes the function for objects of one type; gives its name. */
  object(type: GraphQLObjectType | GraphQLInterfaceType, selections: readonly SelectionSetNode[]): string {
    const known = `${type.name} ${selections.map(each => this.#numberOf(each)).join(' ')}`
    const written = this.#objects.get(known)
    if (written !== undefined) return written
    const keys: string[] = []
    let body = ''
    for (const [key, nodes] of collectFields(this.#shape, type, selections)) {
      const variable = `v${keys.length}`
      keys.push(`[${literal(key)}]:${variable}`)
      body += this.#field(type, { key, nodes, variable })
    }
    const name = this.#define(`(d,e){let n;${body}return{${keys.join(',')}}}`)
    this.#objects.set(known, name)
    return name
  }

  #numberOf(selection: SelectionSetNode): number {
    const number = this.#numbers.get(selection) ?? this.#numbers.size
    this.#numbers.set(selection, number)
    return number
  }

  #define(code: string): string {
    const name = `f${this.#count++}`
    this.text += `function ${name}${code}\n`
    return name
  }

  #field(
    parent: GraphQLObjectType | GraphQLInterfaceType,
    field: { key: string; nodes: readonly FieldNode[]; variable: string },
  ): string {
    const { key, nodes, variable } = field
    const [node] = nodes
    const name = node?.name.value ?? key
    if (nodes.some(isDenied)) return denied(parent, { name, key, variable })
    if (name === '__typename') return `const ${variable}=${literal(parent.name)};`
    const type = fieldType(parent, name)
    if (type === undefined || node === undefined) return `const ${variable}=d[${literal(key)}]??null;`
    const read = `d[${literal(planKey(node, this.#taken))}]`
    const place = `${parent.name}.${name}`
    const selections = nodes.flatMap(node => (node.selectionSet === undefined ? [] : [node.selectionSet]))
    return this.#value(type, { read, variable, key: literal(key), place, selections })
  }

  /** Writes the statements that put a value of a type into a variable, or leave the function with undefined. */
  #value(
    type: GraphQLOutputType,
    {
      read,
      variable,
      key,
      place,
      selections,
    }: { read: string; variable: string; key: string; place: string; selections: readonly SelectionSetNode[] },
  ): string {
    const required = isNonNullType(type)
    const inner = required ? type.ofType : type
    const missing = required
      ? `{e.push({message:${literal(`Cannot return null for non-nullable field ${place}.`)},path:[${key}]});return}`
      : `${variable}=null;`
    const complete = this.#completer(inner, place, selections)
    const present =
      complete === undefined
        ? ''
        : `else{n=e.length;${variable}=${complete}(${variable},e);if(e.length!==n)prefix(e,n,${key});if(${variable}===undefined)${required ? 'return' : `${variable}=null`}}`
    return `let ${variable}=${read};if(${variable}==null)${missing}${present}`
  }

  /** The name of the function that completes a value that is there; undefined when it is right as it is. */
  #completer(type: GraphQLOutputType, place: string, selections: readonly SelectionSetNode[]): string | undefined {
    if (isListType(type)) return this.#list(type.ofType, place, selections)
    if (isEnumType(type)) {
      const index = this.enums.push(new Set(type.getValues().map(value => value.name))) - 1
      return this.#define(
        `(v,e){if(enums[${index}].has(v))return v;${wrong(`Enum "${type.name}" cannot represent what ${place} has.`)}}`,
      )
    }
    return isCompositeType(type) ? this.composite(type, place, selections) : undefined
  }

  /** Writes the function for objects of a type that may stand for several; gives its name. */
  composite(type: GraphQLCompositeType, place: string, selections: readonly SelectionSetNode[]): string {
    if (isObjectType(type)) return this.object(type, selections)
    const cases = this.#shape.schema
      .getPossibleTypes(type)
      .map(possible => `case ${literal(possible.name)}:return ${this.object(possible, selections)}(v,e);`)
    const unknown =
      isInterfaceType(type) && this.#isPlain(type, selections)
        ? `return ${this.object(type, selections)}(v,e)`
        : wrong(`The type of ${place} is not known.`)
    return this.#define(`(v,e){switch(v.__typename){${cases.join('')}}${unknown}}`)
  }

  /** Whether an interface's own fields are all that is asked for: then no subgraph was asked which type an object has. */
  #isPlain(type: GraphQLInterfaceType, selections: readonly SelectionSetNode[]): boolean {
    return selections.every(({ selections: nodes }) =>
      nodes.every(node =>
        node.kind === Kind.FIELD
          ? node.name.value !== '__typename'
          : node.kind === Kind.INLINE_FRAGMENT &&
            (node.typeCondition === undefined || node.typeCondition.name.value === type.name) &&
            this.#isPlain(type, [node.selectionSet]),
      ),
    )
  }

  #list(item: GraphQLOutputType, place: string, selections: readonly SelectionSetNode[]): string {
    const each = this.#value(item, { read: 'v[i]', variable: 'x', key: 'i', place, selections })
    return this.#define(
      `(v,e){if(!Array.isArray(v)){${wrong(`Expected a list at ${place}.`)}}let n;const r=new Array(v.length);for(let i=0;i<v.length;i++){${each}r[i]=x}return r}`,
    )
  }
}

/** Writes the statements for a field that the caller may not use: null with an error, further up where it can't be null. */
function denied(
  parent: GraphQLObjectType | GraphQLInterfaceType,
  { name, key, variable }: { readonly name: string; readonly key: string; readonly variable: string },
): string {
  const type = name === TypeNameMetaFieldDef.name ? TypeNameMetaFieldDef.type : fieldType(parent, name)
  const told = `{message:${literal(deniedMessage(`${parent.name}.${name}`))},path:[${literal(key)}],extensions:{code:${literal(deniedCode)}}}`
  return `e.push(${told});${isNonNullType(type) ? 'return' : `const ${variable}=null`};`
}

const wrong = (message: string): string => `e.push({message:${literal(message)},path:[]});return`

/** The type of a field; undefined for the fields of introspection, whose values are complete. */
function fieldType(parent: GraphQLObjectType | GraphQLInterfaceType, name: string): GraphQLOutputType | undefined {
  if (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name) return undefined
  return parent.getFields()[name]?.type
}
