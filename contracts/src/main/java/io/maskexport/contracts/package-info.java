@NullMarked
package io.maskexport.contracts;

import org.jspecify.annotations.NullMarked;
