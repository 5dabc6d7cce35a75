package org.dottedline;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test against the whole product on a real port with real PostgreSQL, with the people of the demo and no trail. All such tests
 * share one application context and its database, so each opens trails of its own and asks about these alone. Jobs run by
 * themselves; a test that runs them by hand stops {@link org.dottedline.engine.Jobs} first and starts it again.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({CountedDatabase.class, QuickPasswords.class})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "dottedline.demo=organisation")
public @interface ProductTest {}
