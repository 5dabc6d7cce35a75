package org.dottedline.engine;

import java.util.Map;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;

/**
 * What an expression in a model can reach: variables of its own scope, the beans marked {@link ModelBean}, and the properties and
 * methods of what these give, except classes, class loaders and reflection.
 */
final class GuardedExpressions extends JuelExpressionManager {

    GuardedExpressions(Map<Object, Object> beans) {
        super(beans);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolvers = new CompositeELResolver();
        resolvers.add(new ReadOnlyMapELResolver(beans));
        resolvers.add(new VariableScopeElResolver());
        resolvers.add(new MapELResolver(true));
        resolvers.add(new NoReflection());
        return resolvers;
    }

    private static final class NoReflection extends BeanELResolver {

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            refuse(base, property);
            return refuse(super.getValue(context, base, property), property);
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new ELException("An expression may not set " + property);
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
            refuse(base, method);
            return refuse(super.invoke(context, base, method, types, parameters), method);
        }

        private static Object refuse(Object value, Object member) {
            if ("class".equals(member)
                    || "getClass".equals(member)
                    || value instanceof Class<?>
                    || value instanceof ClassLoader
                    || value instanceof Module
                    || value != null && value.getClass().getName().startsWith("java.lang.reflect.")) {
                throw new ELException("An expression may not reach " + member);
            }
            return value;
        }
    }
}
