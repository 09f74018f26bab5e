/** Where tar parts are cut, and how names become safe paths. Depends only on {@code defect}. */
@NullMarked
package io.maskexport.archive;

import org.jspecify.annotations.NullMarked;
