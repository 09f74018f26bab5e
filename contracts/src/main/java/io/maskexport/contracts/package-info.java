/**
 * The wire contract: the messages with their schemas, and how they are read and written as CloudEvents. Depends only on
 * Jackson.
 */
@NullMarked
package io.maskexport.contracts;

import org.jspecify.annotations.NullMarked;
