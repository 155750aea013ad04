import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { call, openCase } from './workshop.ts'

let graph: TestGraph
beforeAll(async () => {
  graph = await startGraph()
  for (const article of [
    {
      title: 'Brakes squeal in the morning',
      body: 'Moisture on the discs. Drive a few metres.',
      tags: ['brake', 'Noise'],
    },
    { title: '刹车异响', body: '刹车片磨损，请更换前刹车片。', tags: ['刹车'] },
    { title: 'Navigation shows an old map', body: 'Update the map over the air.', tags: ['map'] },
  ])
    await save(article)
})
afterAll(() => graph.stop())

const save = (input: object) =>
  call(graph, 'saveArticle', {
    input: { title: 'A title', body: 'A body', ...input },
    select: `... on SaveArticleSuccess { article { id title tags author sourceCase { id } } } ... on CaseNotSolved { status }
      ... on CaseNotFound { caseId } ... on KnowledgeArticleNotFound { articleId }`,
  })
const titles = async (search: string): Promise<string[]> => {
  const { knowledgeArticles } = await graph.data(
    'query ($search: String) { knowledgeArticles(search: $search) { title } }',
    { search },
  )
  return knowledgeArticles.map((article: { title: string }) => article.title)
}

test('articles are found by words in any form, in English and in Chinese', async () => {
  expect(await titles('squealing brakes')).toEqual(['Brakes squeal in the morning'])
  expect(await titles('刹车片')).toEqual(['刹车异响'])
  expect(await titles('noise')).toEqual(['Brakes squeal in the morning'])
  expect(await titles('gearbox')).toEqual([])
})

test('a search of signs alone or with quotes and backslashes is harmless', async () => {
  expect(await titles(`'\\ & | ! <-> :*`)).toEqual([])
})

test('a case is suggested the articles that share its words', async () => {
  const suggested = async (subject: string, body: string) => {
    const id = await openCase(graph, { subject, body })
    const { case: found } = await graph.data(`{ case(id: "${id}") { suggestedArticles(first: 1) { title } } }`)
    return found.suggestedArticles
  }
  expect(await suggested('Strange noise', 'The brakes squeal on my way to work')).toEqual([
    { title: 'Brakes squeal in the morning' },
  ])
  expect(await suggested('投诉', '早上刹车有异响')).toEqual([{ title: '刹车异响' }])
  expect(await suggested(`O'Brien\\'s "gearbox"`, 'Howls')).toEqual([])
})

test('an article is learnt from a solved case, not from one that is open', async () => {
  const caseId = await openCase(graph, {})
  const learnt = { caseId, title: 'Squeal after washing', tags: ['Brake', 'brake '] }
  expect(await save(learnt)).toEqual({ __typename: 'CaseNotSolved', status: 'NEW' })
  expect(await save({ caseId: 'x' })).toEqual({ __typename: 'CaseNotFound', caseId: 'x' })
  await call(graph, 'solveCase', { input: { caseId, resolution: 'Dry the discs' }, select: '' })
  const { article } = await save(learnt)
  expect(article).toEqual({
    id: article.id,
    title: 'Squeal after washing',
    tags: ['brake'],
    author: 'tester',
    sourceCase: { id: caseId },
  })
  const { case: found } = await graph.data(`{ case(id: "${caseId}") { articles { id } } }`)
  expect(found).toEqual({ articles: [{ id: article.id }] })
})

test('an article is written over and keeps its source; one that is not there is named', async () => {
  const { article } = await save({ title: 'Wiper judders', body: 'Clean the blade.' })
  const again = await save({ articleId: article.id, title: 'Wiper judders', body: 'Replace the blade.' })
  expect(again.article.id).toBe(article.id)
  expect(await titles('replace blade')).toEqual(['Wiper judders'])
  expect(await titles('clean blade')).toEqual([])
  expect(await save({ articleId: 'x' })).toEqual({ __typename: 'KnowledgeArticleNotFound', articleId: 'x' })
})
