package org.dottedline.engine;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** The beans marked {@link ModelBean}, by name, looked up when an expression asks: the engine is built before they are. */
final class ModelBeans extends AbstractMap<Object, Object> {

    private final ListableBeanFactory factory;
    private volatile @Nullable Set<String> names;

    ModelBeans(ListableBeanFactory factory) {
        this.factory = factory;
    }

    Set<String> names() {
        Set<String> known = names;
        if (known == null) {
            known = Arrays.stream(factory.getBeanNamesForAnnotation(ModelBean.class))
                    .collect(Collectors.toUnmodifiableSet());
            names = known;
        }
        return known;
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String && names().contains(name);
    }

    @Override
    public @Nullable Object get(Object name) {
        return containsKey(name) ? factory.getBean((String) name) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Collections.unmodifiableSet(names().stream()
                .map(name -> Map.<Object, Object>entry(name, factory.getBean(name)))
                .collect(Collectors.toSet()));
    }
}
