/**
 * Lets a page that a browser's translator has been through go on changing.
 *
 * A translator puts each text into an element of its own and throws the old one away. What React then takes out, or puts before
 * something, is not where React left it, and the browser's exception would end the page: https://github.com/facebook/react/issues/11538
 * What stands in another place is left there; what was to stand before it comes last.
 */
export function bearTranslators(prototype: Node = Node.prototype): void {
  // Called with the node they are asked of.
  // oxlint-disable-next-line typescript/unbound-method
  const { removeChild, insertBefore } = prototype
  prototype.removeChild = function removeWhereItIs<T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this) removeChild.call(this, child)
    return child
  }
  prototype.insertBefore = function insertWhereItCan<T extends Node>(this: Node, node: T, before: Node | null): T {
    insertBefore.call(this, node, before?.parentNode === this ? before : null)
    return node
  }
}
