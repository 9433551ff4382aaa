/**
 * {@code /docs/openapi.json}: what can be called, in OpenAPI 3.1.
 */
@NullMarked
package io.github.spotifygateway.docs;

import org.jspecify.annotations.NullMarked;
