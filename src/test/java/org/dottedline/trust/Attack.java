package org.dottedline.trust;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Says of a test that it attacks the product; the build's closing table has a line for it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Tried.class)
public @interface Attack {

    /** Which attacks of {@link Trial} the test tries, by their numbers. */
    int[] value();
}
