/**
 * What all answers have in common: public URL, security headers, request id, problems.
 */
@NullMarked
package io.github.spotifygateway.web;

import org.jspecify.annotations.NullMarked;
