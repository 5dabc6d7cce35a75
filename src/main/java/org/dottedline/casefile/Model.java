package org.dottedline.casefile;

import java.util.List;
import java.util.Map;

/**
 * What a path needs to know of a model.
 *
 * @param elements by BPMN id
 */
public record Model(Map<String, Element> elements, List<Flow> flows) {

    /** @param chooses whether one of its ways out is taken, else all are */
    public record Element(String id, String name, String type, boolean chooses) {}

    /** @param name what the way is called; empty where it has no name */
    public record Flow(String id, String name, String from, String to) {}
}
