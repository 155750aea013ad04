/* global React, ReactDOM, GraphiQL */

const { version, graph, roles, examples, samples } = JSON.parse(document.querySelector('#settings').textContent)
const identity = document.querySelector('#identity')
const { role, whom, copy, token, restore } = identity.elements

/** The browser's storage under names of our own: new examples in the product open as new tabs. */
const prefix = `autograph:${version}:`
const storage = {
  getItem: key => localStorage.getItem(prefix + key),
  setItem: (key, value) => localStorage.setItem(prefix + key, value),
  removeItem: key => localStorage.removeItem(prefix + key),
  clear: () => ownKeys().forEach(key => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length
  },
}
const ownKeys = () => Object.keys(localStorage).filter(key => key.startsWith(prefix))

document.querySelector('.graph').textContent = graph
role.append(...roles.map(name => new Option(name, name)))
role.value = sessionStorage.getItem('role') ?? role.value
identity.addEventListener('submit', event => event.preventDefault())
restore.addEventListener('click', () => {
  storage.clear()
  // GraphiQL stores a change a moment later: perhaps only now, while the page is loaded again.
  storage.setItem = () => {}
  location.reload()
})

/** What a role acts for: the name of the claim, and what a person calls it. */
const needs = {
  dealer: ['dealerId', 'Dealer'],
  'dealer-sales': ['dealerId', 'Dealer'],
  'dealer-service': ['dealerId', 'Dealer'],
  'regional-manager': ['regionId', 'Region'],
  'key-account': ['fleetId', 'Fleet'],
  customer: ['customerId', 'Customer'],
}

function show(element, shown) {
  ;(element.closest('label') ?? element).hidden = !shown
}

/** Shows whom the chosen role acts for, if it needs anybody. */
function showRole() {
  const [claim, name] = needs[role.value] ?? []
  document.querySelector('.whom').textContent = name ?? ''
  whom.value = claim === undefined ? '' : (sessionStorage.getItem(claim) ?? samples[claim] ?? '')
  show(whom, claim !== undefined)
}

const chooses = roles.length > 0
show(role, chooses)
show(copy, chooses)
show(token, !chooses)
if (chooses) showRole()

/** The token that was given last, and to whom. */
let given

/** The token of the chosen role; the development issuer is asked for it once. */
async function tokenOf() {
  const [claim] = needs[role.value] ?? []
  const body = JSON.stringify({
    name: 'portal',
    role: role.value,
    ...(claim !== undefined && whom.value !== '' ? { [claim]: whom.value } : {}),
  })
  if (given?.body !== body) given = { body, token: askForToken(body) }
  return given.token
}

async function askForToken(body) {
  const response = await fetch('/identity/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.title)
  return answer.token
}

/** Asks with a token; one that is not taken any longer is asked for once more. */
async function fetchAs(url, init) {
  const send = async () => {
    const bearer = chooses ? await tokenOf() : token.value.trim()
    return fetch(url, {
      ...init,
      headers: { ...init.headers, ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }) },
    })
  }
  const response = await send()
  if (response.status !== 401 || !chooses) return response
  given = undefined
  return send()
}

const ask = GraphiQL.createFetcher({ url: '/graphql', fetch: fetchAs })

/** GraphiQL learns an operation's name a moment after its tab opens: a quick click would send the name of the tab before. */
function fetcher(params, options) {
  const names = [...params.query.matchAll(/^(?:query|mutation|subscription)\s+(\w+)/gm)].map(([, name]) => name)
  const operationName = names.includes(params.operationName) ? params.operationName : names[0]
  return ask({ ...params, operationName }, options)
}

const root = ReactDOM.createRoot(document.querySelector('#explorer'))

/** Shows GraphiQL; again for another asker, and by another fetcher, so that it reads what he may see of the schema. */
function render() {
  root.render(
    React.createElement(
      GraphiQL,
      {
        fetcher: (...asked) => fetcher(...asked),
        storage,
        // On a first visit GraphiQL takes the open tab's variables from here alone, later from what it stored.
        ...(storage.getItem('graphiql:tabState') === null ? { variables: examples[0]?.variables } : {}),
        defaultTabs: examples.map(({ query, variables }) => ({ query, variables, headers: null })),
        defaultEditorToolsVisibility: 'variables',
        showPersistHeadersSettings: false,
      },
      React.createElement(GraphiQL.Logo, null, ' '),
    ),
  )
}

role.addEventListener('input', () => {
  sessionStorage.setItem('role', role.value)
  showRole()
  render()
})
whom.addEventListener('input', () => {
  const [claim] = needs[role.value] ?? []
  if (claim !== undefined) sessionStorage.setItem(claim, whom.value)
})
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(await tokenOf())
  copy.textContent = 'Copied'
  setTimeout(() => (copy.textContent = 'Copy token'), 1500)
})
whom.addEventListener('change', render)
token.addEventListener('change', render)
render()
