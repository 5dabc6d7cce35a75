package org.dottedline.trust;

/**
 * What one run of a trail keeps private.
 *
 * @param members in all that members wrote
 * @param community in all that the community's manager keeps to herself
 * @param strategy in all that strategy keeps to itself
 * @param moreOfCommunity whether there are more comments, files, ideas and drafts of hers
 * @param moreOfStrategy whether there are more of strategy's
 */
record Secrets(String members, String community, String strategy, boolean moreOfCommunity, boolean moreOfStrategy) {

    /** In the words of every run, and in nothing else. */
    static final String MARK = "Qzx";

    static final Secrets FIRST = new Secrets(MARK + "m1", MARK + "c1", MARK + "s1", false, false);

    Secrets withOtherMembers() {
        return new Secrets(MARK + "m2", community, strategy, moreOfCommunity, moreOfStrategy);
    }

    Secrets withAnotherCommunity() {
        return new Secrets(MARK + "m2", MARK + "c2", strategy, true, moreOfStrategy);
    }

    Secrets withAnotherStrategy() {
        return new Secrets(members, community, MARK + "s2", moreOfCommunity, true);
    }

    boolean first(String secret) {
        return secret.endsWith("1");
    }
}
