/** Where a tar part is cut, and how names become safe paths. Depends on {@code defect} only. */
@NullMarked
package io.maskexport.archive;

import org.jspecify.annotations.NullMarked;
