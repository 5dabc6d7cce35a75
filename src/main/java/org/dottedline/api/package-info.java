/** What all API calls share: problems, idempotency keys, lists, the reading of a body. Leans on the refusals and on one transaction per action. */
@org.jspecify.annotations.NullMarked
package org.dottedline.api;
