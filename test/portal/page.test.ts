import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import { chromium, type Browser, type Page, type Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startGateway, type Gateway } from '../../gateway/gateway.ts'
import { compose } from '../../gateway/supergraph/compose.ts'
import { addDevelopmentIssuer } from '#platform/identity/development-routes.ts'
import { identifyBy } from '#platform/identity/identify.ts'
import { tokenVerifier } from '#platform/identity/token-verifier.ts'
import { serve, type Service } from '#platform/server.ts'
import { readExamples } from '../../portal/examples.ts'
import { addPortal } from '../../portal/portal-routes.ts'
import { registry } from '../../subgraphs/registry.ts'
import { aDevelopmentIssuer } from '../kit/development-issuer.ts'
import { startGraph, type TestGraph } from '../kit/graph.ts'
import { signedSource } from '../kit/signed-source.ts'
import { plate, seedStoryCar, vin } from './story-car.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const usable = existsSync(executablePath) || process.env.CI === 'true'
if (!usable) console.warn(`The page is NOT tested: no browser at ${executablePath}; set CHROMIUM_PATH to one.`)

const examples = readExamples()
const subgraphs = registry.map(({ subgraph }) => subgraph.name)

const issuer = await aDevelopmentIssuer()
const identify = identifyBy(tokenVerifier([issuer.trusted]))

let graph: TestGraph
let gateway: Gateway
let service: Service
beforeAll(async () => {
  graph = await startGraph()
  await seedStoryCar(graph)
  const members = registry.map(({ subgraph }) => ({ subgraph, url: `${graph.subgraphUrl(subgraph.name)}/graphql` }))
  gateway = await startGateway({ supergraph: compose(members), source: signedSource, identify })
  service = await serve({
    port: 0,
    routes(app) {
      gateway.addGraphQL(app)
      addDevelopmentIssuer(app, issuer)
      addPortal(app, { examples, subgraphs, givesTokens: true, samples: { dealerId: 'D001' } })
    },
  })
})
afterAll(async () => {
  await service.stop()
  await gateway.stop()
  await graph.stop()
})

test('the page allows its own origin alone, and no eval', async () => {
  const { headers, status } = await fetch(service.url)
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toContain(`script-src 'self';`)
  expect(headers.get('content-security-policy')).not.toContain('unsafe-eval')
})

test('an asset travels compressed, and not again while it is unchanged', async () => {
  const first = await fetch(`${service.url}/assets/graphiql.js`, { headers: { 'accept-encoding': 'gzip' } })
  expect(first.headers.get('content-encoding')).toBe('gzip')
  const etag = first.headers.get('etag') ?? ''
  const again = await fetch(`${service.url}/assets/graphiql.js`, { headers: { 'if-none-match': etag } })
  expect(again.status).toBe(304)
})

test('a file that is no asset is not served', async () => {
  for (const path of ['/assets/package.json', '/assets/..%2fpage.html', '/assets/%2e%2e/page.ts'])
    expect((await fetch(service.url + path)).status).toBe(404)
})

test('the data in the page cannot end the script that carries it', async () => {
  const html = await (await fetch(service.url)).text()
  expect(html.split('</script>')).toHaveLength(6)
})

describe.skipIf(!usable)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: flags })
  })
  afterAll(() => browser.close())

  test('opens every example in a tab, and the answer of one by a click', async () => {
    const { page, complaints, hosts } = await open(browser)
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(examples.map(operationName))
    const answer = await askIn(page, 'CarStory')
    expect(await answer.json()).toMatchObject({ data: { vehicle: { vin, plate } } })
    await page.locator('.result-window').getByText('"data"').waitFor()
    expect(complaints).toEqual([])
    expect([...hosts]).toEqual([new URL(service.url).host])
  })

  test('the tab that is open on a first visit has its variables', async () => {
    const { page } = await open(browser)
    const answered = page.waitForResponse(response => response.request().postData()?.includes('"CarStory"') === true)
    await page.getByRole('button', { name: /^Execute/ }).click()
    expect(await (await answered).json()).toMatchObject({ data: { vehicle: { vin } } })
  })

  test('asks in the role and for the dealer that its header names', async () => {
    const { page, complaints } = await open(browser)
    await page.getByLabel('You ask as').selectOption('dealer-sales')
    expect(await page.getByRole('textbox', { name: 'Dealer' }).inputValue()).toBe('D001')
    await page.getByRole('textbox', { name: 'Dealer' }).fill('dealer-7')
    const answer = await askIn(page, 'Customer360')
    expect(answer.status()).toBe(200)
    expect(claimsIn(answer)).toMatchObject({
      autograph_role: 'dealer-sales',
      autograph_dealer: 'dealer-7',
      sub: 'portal',
    })
    await page.getByLabel('You ask as').selectOption('call-centre')
    expect(await page.getByRole('textbox', { name: 'Dealer' }).isVisible()).toBe(false)
    const claims = claimsIn(await askIn(page, 'Customer360'))
    expect(claims).toMatchObject({ autograph_role: 'call-centre' })
    expect(claims).not.toHaveProperty('autograph_dealer')
    expect(complaints).toEqual([])
  })

  test('a role without what it needs is refused with the reason', async () => {
    const { page } = await open(browser)
    await page.getByLabel('You ask as').selectOption('customer')
    await page.getByRole('tab', { name: 'CarStory' }).click()
    await page.getByRole('button', { name: 'Execute query' }).click()
    await expect.poll(() => page.locator('.result-window').innerText()).toContain('"The role needs a customer."')
  })

  test('a token that is not taken any longer is asked for anew, once', async () => {
    const { page } = await open(browser)
    let tokens = 0
    await page.route('**/identity/token', async route => {
      tokens++
      await (tokens === 1 ? route.fulfill({ json: { token: 'e30.e30.e30' } }) : route.continue())
    })
    await page.getByLabel('You ask as').selectOption('call-centre')
    await page.getByRole('tab', { name: 'CarStory' }).click()
    await page.getByRole('button', { name: 'Execute query' }).click()
    await page.locator('.result-window').getByText('"data"').waitFor()
    expect(tokens).toBe(2)
  })

  test('without an issuer of our own one brings a token, and sees no roles', async () => {
    const service = await serve({
      port: 0,
      routes(app) {
        gateway.addGraphQL(app)
        addPortal(app, { examples, subgraphs, givesTokens: false })
      },
    })
    const page = await browser.newPage()
    try {
      expect((await fetch(`${service.url}/identity/token`, { method: 'POST' })).status).toBe(404)
      const refused = page.waitForResponse(response => response.url().endsWith('/graphql'))
      await page.goto(service.url)
      expect((await refused).status()).toBe(401)
      expect(await page.getByLabel('You ask as').isVisible()).toBe(false)
      // What was asked without a token may still be refused meanwhile.
      const schema = page.waitForResponse(each => each.url().endsWith('/graphql') && each.status() === 200)
      await page.getByLabel('Token').fill(await issuer.token({ name: 'ann', role: 'call-centre' }))
      await page.getByLabel('Token').blur()
      await schema
    } finally {
      await page.close()
      await service.stop()
    }
  })

  test('documents the fields of the graph, in the dark too', async () => {
    const { page, complaints } = await open(browser, 'dark')
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
    await page.locator('.graphiql-plugin').getByText('Query', { exact: true }).click()
    await page.locator('.graphiql-plugin').getByText('customersByPhone').waitFor()
    expect(complaints).toEqual([])
  })

  test('brings the examples back after the tabs were changed', async () => {
    const { page } = await open(browser)
    await page.getByRole('button', { name: 'Add tab' }).click()
    expect(await page.getByRole('tab').count()).toBe(examples.length + 1)
    // While the page is on its way, the old one stores what it has: a moment after each change.
    await page.route(`${service.url}/`, async route => {
      await setTimeout(1_000)
      await route.continue()
    })
    await page.getByRole('button', { name: 'Restore examples' }).click()
    const tabs = () => page.getByRole('tab').allInnerTexts()
    await expect.poll(tabs, { timeout: 10_000 }).toEqual(examples.map(operationName))
  })
})

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What the token of a request says. */
const claimsIn = (response: Response): object =>
  decodeJwt(response.request().headers()['authorization']?.replace('Bearer ', '') ?? '')

const operationName = ({ query }: { query: string }): string | undefined =>
  /^(?:query|mutation) (\w+)/m.exec(query)?.[1]

interface Opened {
  readonly page: Page
  /** What the browser complained about. */
  readonly complaints: readonly string[]
  /** The hosts that it asked. */
  readonly hosts: ReadonlySet<string>
}

async function open(browser: Browser, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme })
  const complaints: string[] = []
  const hosts = new Set<string>()
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.on('request', request => {
    const { protocol, host } = new URL(request.url())
    if (protocol !== 'data:') hosts.add(host)
  })
  const schema = page.waitForResponse(
    response => response.request().postData()?.includes('IntrospectionQuery') === true,
  )
  await page.goto(service.url)
  await (await schema).finished()
  await page.getByRole('tab').first().waitFor()
  return { page, complaints, hosts }
}

async function askIn(page: Page, tab: string): Promise<Response> {
  await page.getByRole('tab', { name: tab }).click()
  const [response] = await Promise.all([
    page.waitForResponse(
      response => response.url().endsWith('/graphql') && (response.request().postData() ?? '').includes(tab),
    ),
    page.getByRole('button', { name: 'Execute query' }).click(),
  ])
  return response
}
