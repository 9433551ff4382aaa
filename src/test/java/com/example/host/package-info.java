/**
 * A host application, in a package of its own as all of them are.
 */
@NullMarked
package com.example.host;

import org.jspecify.annotations.NullMarked;
