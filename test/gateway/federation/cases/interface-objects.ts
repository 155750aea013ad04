import type { FederationCase } from '../federation-case.ts'

const kinds: Readonly<Record<string, string>> = { '1': 'Book', '2': 'Film' }
const typed = ({ id }: { readonly id: string }) =>
  kinds[id] === undefined ? null : { __typename: kinds[id], id, title: `T${id}`, pages: 10, minutes: 20 }

const media = {
  sdl: `type Query { media: [Medium] }
    interface Medium @key(fields: "id") { id: ID! title: String }
    type Book implements Medium @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Medium @key(fields: "id") { id: ID! title: String minutes: Int }`,
  resolvers: {
    Query: { media: () => ['1', '2'].map(id => typed({ id })) },
    Medium: { __resolveReference: typed },
    Book: { __resolveReference: typed },
    Film: { __resolveReference: typed },
  },
}

export const interfaceObjects: readonly FederationCase[] = [
  {
    title: 'fields that an interface object adds to all implementations',
    parts: {
      media,
      reviews: {
        sdl: `type Query { best: Medium lost: [Medium] }
          type Medium @key(fields: "id") @interfaceObject { id: ID! stars: Int }`,
        resolvers: {
          Query: { best: () => ({ id: '2' }), lost: () => [{ id: '9' }, { id: '1' }] },
          Medium: { stars: ({ id }: { id: string }) => Number(id) + 3 },
        },
      },
    },
    asks: [
      {
        text: '{ media { title stars } }',
        data: {
          media: [
            { title: 'T1', stars: 4 },
            { title: 'T2', stars: 5 },
          ],
        },
      },
      {
        text: '{ media { ... on Book { stars pages } ... on Film { s: stars } } }',
        data: { media: [{ stars: 4, pages: 10 }, { s: 5 }] },
      },
      { text: '{ best { stars } }', data: { best: { stars: 5 } } },
      { text: '{ best { title stars } }', data: { best: { title: 'T2', stars: 5 } } },
      { text: '{ best { __typename stars } }', data: { best: { __typename: 'Film', stars: 5 } } },
      { text: '{ best { ... on Film { minutes } ... on Book { pages } } }', data: { best: { minutes: 20 } } },
      {
        text: '{ best { ... on Film { x: stars } ... on Book { x: pages stars } } }',
        data: { best: { x: 5 } },
      },
      {
        text: '{ lost { ... on Film { stars } ... on Book { x: stars } } }',
        data: { lost: [null, { x: 4 }] },
        errors: ['lost.0'],
      },
      { text: '{ best { ... on Book { stars } } }', data: { best: {} } },
      {
        text: '{ lost { id stars __typename } }',
        data: { lost: [null, { id: '1', stars: 4, __typename: 'Book' }] },
        errors: ['lost.0'],
      },
      {
        text: '{ lost { stars ... on Book { pages } } }',
        data: { lost: [null, { stars: 4, pages: 10 }] },
        errors: ['lost.0'],
      },
    ],
  },
  {
    title: 'an interface object that requires a field of the interface',
    parts: {
      media,
      price: {
        sdl: `type Medium @key(fields: "id") @interfaceObject { id: ID! title: String @external
          label: String @requires(fields: "title") }`,
        resolvers: { Medium: { label: ({ title }: { title: string }) => `<${title}>` } },
      },
    },
    asks: [
      { text: '{ media { label } }', data: { media: [{ label: '<T1>' }, { label: '<T2>' }] } },
      { text: '{ media { ... on Film { label minutes } } }', data: { media: [{}, { label: '<T2>', minutes: 20 }] } },
    ],
  },
]
