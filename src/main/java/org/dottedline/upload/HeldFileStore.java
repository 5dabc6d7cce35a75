package org.dottedline.upload;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dottedline.upload.persistence.HeldFileTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Where held files lie. Those whose time is over are taken away every minute; nobody could open them any more. */
@Component
public class HeldFileStore implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(HeldFileStore.class);

    private final HeldFileTable table;
    private final ScheduledExecutorService everyMinute = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "held-files");
        thread.setDaemon(true);
        return thread;
    });

    HeldFileStore(HeldFileTable table) {
        this.table = table;
        everyMinute.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * The files of one kind.
     *
     * @param found what a look at one of them finds, a record that JSON can carry
     */
    public <T> HeldFiles<T> of(Class<T> found, HeldFiles.Look<T> look) {
        return new HeldFiles<>(found, look, table);
    }

    private void sweep() {
        try {
            table.sweep();
        } catch (DataAccessException | TransactionException unreachable) {
            LOG.warn("Held files were not swept: {}", unreachable.getMessage());
        }
    }

    @Override
    public void destroy() {
        everyMinute.shutdownNow();
    }
}
